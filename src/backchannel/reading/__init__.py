"""A report becomes a reading: heads mark, resolvers settle."""
