package main

type counter struct{ n, step int }

func (c *counter) add(d int)  { c.n += d }
func (c *counter) value() int { return c.n }
func (c counter) scaled() int { return c.n * c.step }
func (c *counter) even() bool { return c.n%2 == 0 }

func work() int {
	c := &counter{step: 3}
	sum := 0
	for i := 0; i < 20000; i++ {
		c.add(i)
		if c.even() {
			sum += c.value()
		}
		sum += c.scaled()
	}
	return sum
}
