"""The tables that commands show, each made of figures and rows by one function."""
