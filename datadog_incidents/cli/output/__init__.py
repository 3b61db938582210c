"""What people and pipes get to see: tables, cards, JSON and CSV on stdout, and how far it is on stderr."""
