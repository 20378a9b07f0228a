/* Tables and lists that can be sorted and filtered in place. Without this script they are whole, in the order they were
   built in, and their forms are not there. */
(function () {
  "use strict";

  function rowsOf(list) {
    return Array.from(list.tBodies ? list.tBodies[0].rows : list.children);
  }

  function put(rows) {
    rows.forEach(function (row) { row.parentNode.appendChild(row); });
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

  /* Sorts are stable: what is the same keeps its order. */
  function sort(table, heading, column) {
    var first = heading.dataset.sort === "down" ? "descending" : "ascending";
    var second = first === "descending" ? "ascending" : "descending";
    var order = heading.getAttribute("aria-sort") === first ? second : first;
    var sign = order === "descending" ? -1 : 1;
    Array.from(heading.parentNode.cells).forEach(function (cell) { cell.removeAttribute("aria-sort"); });
    heading.setAttribute("aria-sort", order);
    put(rowsOf(table).sort(function (a, b) { return sign * compare(keyOf(a, column), keyOf(b, column)); }));
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

  function makeOrderable(select, list) {
    var newest = rowsOf(list);
    var orders = {
      newest: function () { return newest; },
      oldest: function () { return newest.slice().reverse(); },
      severity: function () {
        return newest.slice().sort(function (a, b) { return compare(a.dataset.severity || "x", b.dataset.severity || "x"); });
      }
    };
    function order() { put(orders[select.value]()); }
    select.addEventListener("change", order);
    order();
  }

  function textOf(row) {
    return (row.cells ? row.cells[0] : row).textContent.toLowerCase();
  }

  function matches(row, field) {
    var wanted = field.value.trim().toLowerCase();
    if (!wanted) return true;
    if (field.dataset.filter === "text") {
      var text = textOf(row);
      return wanted.split(/\s+/).every(function (word) { return text.indexOf(word) >= 0; });
    }
    return (row.dataset[field.dataset.filter] || "").split(" ").indexOf(wanted) >= 0;
  }

  function makeFilterable(form, list) {
    var fields = Array.from(form.querySelectorAll("[data-filter]"));
    var order = form.querySelector("[data-order]");
    function filter() {
      var rows = rowsOf(list);
      var shown = rows.filter(function (row) {
        row.hidden = !fields.every(function (field) { return matches(row, field); });
        return !row.hidden;
      });
      form.querySelector("output").textContent =
        shown.length === rows.length ? "" : shown.length + " of " + rows.length;
    }
    form.addEventListener("input", filter);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    filter();
    if (order) makeOrderable(order, list);
  }

  /* An address that holds a search says what was asked, and nothing of what was left empty. */
  function makeAsking(form) {
    form.addEventListener("formdata", function (event) {
      Array.from(event.formData.keys()).forEach(function (name) {
        var given = event.formData.getAll(name).filter(Boolean);
        event.formData.delete(name);
        given.forEach(function (value) { event.formData.append(name, value); });
      });
    });
  }

  document.querySelectorAll("table.pm-sortable").forEach(makeSortable);
  document.querySelectorAll("form.pm-filter").forEach(function (form) {
    var list = document.getElementById(form.dataset.for);
    if (list) makeFilterable(form, list);
    else if (form.dataset.for) return;
    else makeAsking(form);
    form.hidden = false;
  });

  /* "/" leads to the search from anywhere but from where something is being written. */
  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    var box = document.getElementById("pm-q") || document.getElementById("pm-find");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  /* On a narrow screen the theme opens its navigation by a label, which no key reaches: a button does the same. */
  function makeButton(label) {
    var toggle = document.getElementById(label.htmlFor);
    var button = document.createElement("button");
    function tell() { button.setAttribute("aria-expanded", toggle.checked); }
    button.type = "button";
    button.className = label.className + " pm-menu";
    button.setAttribute("aria-label", "Navigation");
    while (label.firstChild) button.appendChild(label.firstChild);
    button.addEventListener("click", function () { toggle.click(); });
    toggle.addEventListener("change", tell);
    tell();
    label.replaceWith(button);
  }

  document.querySelectorAll(".md-header label[for='__drawer']").forEach(makeButton);

  /* What the theme adds later: a bar with one button is no landmark, and what scrolls has to be reached by keyboard. */
  function amend() {
    document.querySelectorAll(".md-code__nav").forEach(function (bar) { bar.setAttribute("role", "none"); });
    document.querySelectorAll(".md-typeset__scrollwrap").forEach(function (region) {
      if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
    });
  }

  var content = document.querySelector(".md-content");
  if (content) new MutationObserver(amend).observe(content, { childList: true, subtree: true });
})();
