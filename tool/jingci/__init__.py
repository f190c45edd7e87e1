"""jingci: Chinese policing documents in annotated English that can be cited."""
