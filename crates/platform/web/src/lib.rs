//! Page shell, forms, assets, security headers and the edge mapping of errors.
