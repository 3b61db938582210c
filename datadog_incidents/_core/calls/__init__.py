"""One call: what it passes before it is sent, its attempts, waits and limits, and what came back."""
