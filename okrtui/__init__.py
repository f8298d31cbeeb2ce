"""okrtui: draft OKRs and KPIs in the terminal, coached while you type."""

__version__ = "0.1.0"
