"""The learned heads: one pass of a small encoder, and what its vectors say."""
