"""What growth past one PostgreSQL primary would need, tried; see docs/scaling.md."""
