"""JSON documents to models and back, and the check of a model against its schema."""
