"""Speed and memory of `backchannel reading`, as a user runs it."""
