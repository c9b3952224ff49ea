// Package regression fits logistic regressions: of letters on a statement's
// features, and of what else has a value and a slope.
package regression
