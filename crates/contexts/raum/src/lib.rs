//! Spaces, address register, responsibility rules.
