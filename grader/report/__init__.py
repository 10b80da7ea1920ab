"""One format, one file. A report turns a gradebook into text and knows nothing of grading."""
