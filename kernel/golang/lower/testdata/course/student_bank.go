// A bank written with too much copy and paste, labels, shadowing, and a map of structs.
package main

import "fmt"

type Kunde struct {
	Name     string
	Guthaben float64
	Log      []string
}

var Bank = map[string]Kunde{}

func einzahlen(name string, betrag float64) {
	k, ok := Bank[name]
	if !ok {
		k = Kunde{Name: name}
	}
	k.Guthaben = k.Guthaben + betrag
	k.Log = append(k.Log, "ein "+fmt.Sprint(betrag))
	Bank[name] = k
}

func auszahlen(name string, betrag float64) (err error) {
	if k, ok := Bank[name]; ok {
		if k.Guthaben < betrag {
			err := fmt.Errorf("%s hat nur %.2f", name, k.Guthaben)
			return err
		} else {
			k.Guthaben -= betrag
			k.Log = append(k.Log, "aus "+fmt.Sprint(betrag))
			Bank[name] = k
		}
	} else {
		return fmt.Errorf("kein Konto: %q", name)
	}
	return
}

func main() {
	einzahlen("Jürgen", 100)
	einzahlen("Łucja", 50.5)
	einzahlen("Jürgen", 0.75)
	for i, name := range []string{"Jürgen", "Łucja", "Zoë"} {
		err := auszahlen(name, float64(i+1)*60)
		if err != nil {
			fmt.Println(i, "Fehler:", err)
		}
	}
	for _, n := range []string{"Jürgen", "Łucja"} {
		k := Bank[n]
		fmt.Printf("%-8s|%8.2f|%v\n", k.Name, k.Guthaben, k.Log)
	}
	err := fmt.Errorf("außen")
	{
		err := fmt.Errorf("innen")
		_ = err
	}
	fmt.Println(err)
Suche:
	for i := 1; i < 10; i++ {
		for j := 1; j < 10; j++ {
			switch {
			case i*j == 42:
				fmt.Println("gefunden", i, j)
				break Suche
			case i*j > 42:
				continue Suche
			}
		}
	}
	i := 0
again:
	if i < 3 {
		fmt.Print(i, " ")
		i++
		goto again
	}
	fmt.Println()
	switch x := i % 3; x {
	case 0:
		fmt.Println("null")
		fallthrough
	case 1:
		fmt.Println("eins (durchgefallen)")
	case 2:
		fmt.Println("zwei")
	default:
	}
	var zahlen [3]int
	kopie := zahlen
	zahlen[1] = 7
	slice := zahlen[:]
	slice[2] = 9
	fmt.Println(zahlen, kopie, slice, len(slice), cap(slice[1:2]))
}
