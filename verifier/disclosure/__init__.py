"""Showing parts of a badge: what an ecdsa-sd-2023 proof is made of, and how one is derived."""
