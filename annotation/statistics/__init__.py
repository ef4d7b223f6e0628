"""What votes say. All of it is pure but `reading`, which asks the database."""
