"""Programming interfaces, one package per version."""
