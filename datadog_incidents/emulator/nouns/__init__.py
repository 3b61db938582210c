"""What the operations do, one module a noun, beside it how the noun's records change and are shown."""
