//! German statutory periods, public holidays and working days, each result with its steps.
