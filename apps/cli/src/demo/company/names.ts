const given =
  `Anna Ben Carla David Elif Felix Greta Hannes Ida Jonas Katrin Lukas Mara Nils Olga Pavel Ronja Sami Theresa Uwe
Vera Wiktor Yara Zoran Amelie Björn Chiara Dominik Emre Frieda Giulia Holger Ines Jörg Karim Lena Milan Nora Oskar Priya
Rafael Sören Tuğba`.split(/\s+/)

const family =
  `Adler Bauer Çelik Dietrich Ebert Fischer Günther Huber Ivanov Jäger Kowalski Lorenz Müller Neumann Öztürk Petersen
Richter Schröder Thiel Ulrich Vogel Weiß Yıldız Zimmermann Arnold Böhm Conti Dvořák Engel Franke Graf Hartmann Jung Keller
Lindner Moretti Novák Ott Pohl Roth`.split(/\s+/)

/** The n-th name of a company's people; 43 given and 40 family names meet once in 1,720. */
export function personName(n: number): string {
  const first = given[n % given.length] ?? ''
  const last = family[(n * 7 + 3) % family.length] ?? ''
  return `${first} ${last}`
}

const letters: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', ı: 'i' }

/** A name as usernames and local parts are made of it: `Jörg Weiß` gives `joerg.weiss`. */
export function accountName(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFC')
    .replace(/[äöüßı]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ +/g, '.')
}
