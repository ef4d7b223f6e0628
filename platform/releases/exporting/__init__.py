"""Files made of a release. One reader streams the rows; each format writes them in its own way."""
