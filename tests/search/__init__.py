"""The search: what is counted, what is indexed, and what is left where nothing can be."""
