/* Tables that can be sorted and filtered in place. Without this script they are whole, in the order they were built in. */
(function () {
  "use strict";

  function rowsOf(table) {
    return Array.from(table.tBodies[0].rows);
  }

  function keyOf(row, column) {
    var cell = row.cells[column];
    var value = cell.dataset.s === undefined ? cell.textContent.trim().toLowerCase() : cell.dataset.s;
    return value === "" || isNaN(value) ? value : Number(value);
  }

  function compare(one, other) {
    if (typeof one === "number" && typeof other === "number") return one - other;
    return String(one).localeCompare(String(other));
  }

  function sort(table, heading, column) {
    var first = heading.dataset.sort === "down" ? "descending" : "ascending";
    var second = first === "descending" ? "ascending" : "descending";
    var order = heading.getAttribute("aria-sort") === first ? second : first;
    var sign = order === "descending" ? -1 : 1;
    Array.from(heading.parentNode.cells).forEach(function (cell) { cell.removeAttribute("aria-sort"); });
    heading.setAttribute("aria-sort", order);
    rowsOf(table)
      .map(function (row, i) { return { row: row, key: keyOf(row, column), i: i }; })
      .sort(function (a, b) { return sign * compare(a.key, b.key) || a.i - b.i; })
      .forEach(function (entry) { table.tBodies[0].appendChild(entry.row); });
  }

  function makeSortable(table) {
    Array.from(table.tHead.rows[0].cells).forEach(function (heading, column) {
      if (!heading.dataset.sort) return;
      var button = document.createElement("button");
      button.type = "button";
      button.className = "pm-sort";
      while (heading.firstChild) button.appendChild(heading.firstChild);
      heading.appendChild(button);
      button.addEventListener("click", function () { sort(table, heading, column); });
    });
  }

  function matches(row, field) {
    var wanted = field.value.trim().toLowerCase();
    if (!wanted) return true;
    if (field.dataset.filter === "text") return row.cells[0].textContent.toLowerCase().indexOf(wanted) >= 0;
    return (row.dataset[field.dataset.filter] || "").split(" ").indexOf(wanted) >= 0;
  }

  function makeFilterable(form) {
    var table = document.getElementById(form.dataset.for);
    var fields = Array.from(form.querySelectorAll("[data-filter]"));
    if (!table) return;
    function filter() {
      var rows = rowsOf(table);
      var shown = rows.filter(function (row) {
        row.hidden = !fields.every(function (field) { return matches(row, field); });
        return !row.hidden;
      });
      form.querySelector("output").textContent =
        shown.length === rows.length ? "" : shown.length + " of " + rows.length;
    }
    form.addEventListener("input", filter);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.hidden = false;
    filter();
  }

  document.querySelectorAll("table.pm-sortable").forEach(makeSortable);
  document.querySelectorAll("form.pm-filter").forEach(makeFilterable);
})();
