"""The emulator, through its public surface."""
