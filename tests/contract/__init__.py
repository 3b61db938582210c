"""What the package knows against what the API is specified to be."""
