"""Operations as data: what can be called, what each takes, and how that is written as a path, a query and a body."""
