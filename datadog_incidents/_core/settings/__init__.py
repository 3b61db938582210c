"""Settings: what values they take, which of them are secret, and which sites there are."""
