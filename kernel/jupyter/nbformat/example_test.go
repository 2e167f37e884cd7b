package nbformat_test

import (
	"fmt"
	"log"
	"os"

	"weft/kernel/jupyter/nbformat"
)

// A notebook of an older format is read, gets another cell, is checked and written.
func Example() {
	nb, err := nbformat.Parse([]byte(`{
		"cells": [{"cell_type": "markdown", "metadata": {}, "source": ["# Tides\n", "Twice a day."]}],
		"metadata": {}, "nbformat": 4, "nbformat_minor": 2
	}`))
	if err != nil {
		log.Fatal(err)
	}
	code := `fmt.Println("high water")`
	nb.Cells = append(nb.Cells, nbformat.Cell{ID: nb.NewID(code), Type: nbformat.Code, Source: code})
	if err := nb.Validate(); err != nil {
		log.Fatal(err)
	}
	for _, c := range nb.Cells {
		fmt.Printf("%s, with an id: %v\n", c.Type, c.ID != "")
	}
	if err := nb.Write(os.Stdout); err != nil {
		log.Fatal(err)
	}
	// Output:
	// markdown, with an id: true
	// code, with an id: true
	// {
	//  "cells": [
	//   {
	//    "cell_type": "markdown",
	//    "id": "1a12936e",
	//    "metadata": {},
	//    "source": [
	//     "# Tides\n",
	//     "Twice a day."
	//    ]
	//   },
	//   {
	//    "cell_type": "code",
	//    "execution_count": null,
	//    "id": "1e94e492",
	//    "metadata": {},
	//    "outputs": [],
	//    "source": [
	//     "fmt.Println(\"high water\")"
	//    ]
	//   }
	//  ],
	//  "metadata": {},
	//  "nbformat": 4,
	//  "nbformat_minor": 5
	// }
}

// What breaks the rules of the format is told with its place.
func ExampleNotebook_Validate() {
	nb := &nbformat.Notebook{Minor: nbformat.Minor, Cells: []nbformat.Cell{
		{ID: "tide", Type: nbformat.Code},
		{ID: "tide", Type: nbformat.Code},
	}}
	fmt.Println(nb.Validate())
	// Output:
	// not a valid 4.5 notebook: cell 2: id "tide" is that of cell 1
}
