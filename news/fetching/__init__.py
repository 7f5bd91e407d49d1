"""How the web is asked: one gate for every request, with manners, and a reason for everything that gives no reply."""
