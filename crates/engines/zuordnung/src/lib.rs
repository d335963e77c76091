//! Text address or point to unit, with the trace of why.
