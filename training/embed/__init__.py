"""A package embedder: pictures of a package to a direction in 128 dimensions, learnt by metric learning."""
