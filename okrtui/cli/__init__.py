"""The commands: one module a family; each imports what it needs when it runs."""
