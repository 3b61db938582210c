"""What carries out the operations of every noun that is a collection of resources, from the noun's description."""
