"""Errand under fire: a storm of people and faults, and a checker that reads what came of it."""
