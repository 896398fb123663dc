// What nearly every test includes; only time depends on it.
#pragma once

#include "core/base/json.h"

#include <QTemporaryDir>
#include <QTest>
