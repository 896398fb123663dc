// The pages of the rail, in order; adding one is a line.
#include "ui/shell/main_window.h"

namespace caftan::ui {

void MainWindow::addPages() {
}

} // namespace caftan::ui
