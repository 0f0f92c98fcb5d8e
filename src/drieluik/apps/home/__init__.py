"""The first page: what is asked of whoever signed in, gathered from the subject apps."""
