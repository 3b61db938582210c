"""What stands on a command line: the options that commands share, and what people mean by what they type."""
