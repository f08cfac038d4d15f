"""How the reader's weights are made, from data to model card; never imported by the package."""
