"""What is kept, and where: SQLite, and the records that it holds."""
