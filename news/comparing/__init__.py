"""What is like the examples, what is a copy, what tells the same story."""
