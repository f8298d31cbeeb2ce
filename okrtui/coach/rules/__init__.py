"""The text rules, one a module; `registry` collects them."""
