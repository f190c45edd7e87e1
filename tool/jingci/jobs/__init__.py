"""What runs long over files: streams in bounded memory, and may be stopped."""
