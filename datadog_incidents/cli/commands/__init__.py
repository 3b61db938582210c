"""The commands, one file a family of them; a command is a function whose arguments are its options."""
