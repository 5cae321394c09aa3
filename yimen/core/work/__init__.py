"""Work: who is received at a counter and what is shown there, who is away, and to whom a case falls."""
