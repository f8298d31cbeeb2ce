"""Long simulations, run by hand."""
