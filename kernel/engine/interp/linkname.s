// This empty file lets the package declare a function without a body; see label.go.
