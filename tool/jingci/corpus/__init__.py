"""Corpora: a term in its contexts, candidates for the termbase, what a document holds."""
