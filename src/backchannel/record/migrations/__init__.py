"""The schema, step by step: `NNNN_name.sql` takes a record from version NNNN-1 to NNNN."""
