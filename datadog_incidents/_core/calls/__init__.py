"""One call: the operation as data, its arguments, its attempts, waits and limits, and what came back."""
