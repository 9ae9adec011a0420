"""Clips of scripted baskets, composed fast, for `npm run bench:baskets`."""
