"""How fast this project is, against other programs and against the least that could be done."""
